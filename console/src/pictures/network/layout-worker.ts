// Lays the graph out beside the page, which goes on answering meanwhile.
import { attract } from './attract'
import { layOut, type ToLayOut } from './places'

self.onmessage = ({ data }: MessageEvent<ToLayOut>) => {
  const places = layOut(data, attract)
  self.postMessage(places, { transfer: [places.traits.buffer, places.bundles.buffer] })
}
