// OTLP's protobuf messages, as far as spans and log records are read: field numbers of opentelemetry-proto 1.10
// (collector/trace/v1, collector/logs/v1). What isn't listed here is skipped on decoding.
import protobuf from 'protobufjs/light.js'

const fields = (list: Readonly<Record<string, readonly [number, string]>>) =>
  Object.fromEntries(
    Object.entries(list).map(([name, [id, type]]) => {
      const own = type.replace(/^repeated /, '')
      return [name, { id, type: own, ...(own !== type && { rule: 'repeated' }) }]
    }),
  )

const message = (list: Readonly<Record<string, readonly [number, string]>>) => ({ fields: fields(list) })

const ROOT = protobuf.Root.fromJSON({
  nested: {
    AnyValue: {
      ...message({
        stringValue: [1, 'string'],
        boolValue: [2, 'bool'],
        intValue: [3, 'int64'],
        doubleValue: [4, 'double'],
        arrayValue: [5, 'ArrayValue'],
        kvlistValue: [6, 'KeyValueList'],
        bytesValue: [7, 'bytes'],
      }),
      oneofs: {
        value: {
          oneof: [
            'stringValue',
            'boolValue',
            'intValue',
            'doubleValue',
            'arrayValue',
            'kvlistValue',
            'bytesValue',
          ],
        },
      },
    },
    ArrayValue: message({ values: [1, 'repeated AnyValue'] }),
    KeyValueList: message({ values: [1, 'repeated KeyValue'] }),
    KeyValue: message({ key: [1, 'string'], value: [2, 'AnyValue'] }),
    Resource: message({ attributes: [1, 'repeated KeyValue'] }),
    Traces: message({ resourceSpans: [1, 'repeated ResourceSpans'] }),
    ResourceSpans: message({ resource: [1, 'Resource'], scopeSpans: [2, 'repeated ScopeSpans'] }),
    ScopeSpans: message({ spans: [2, 'repeated Span'] }),
    Span: message({
      traceId: [1, 'bytes'],
      spanId: [2, 'bytes'],
      parentSpanId: [4, 'bytes'],
      name: [5, 'string'],
      kind: [6, 'int32'],
      startTimeUnixNano: [7, 'fixed64'],
      endTimeUnixNano: [8, 'fixed64'],
      attributes: [9, 'repeated KeyValue'],
      events: [11, 'repeated Event'],
      status: [15, 'Status'],
    }),
    Event: message({
      timeUnixNano: [1, 'fixed64'],
      name: [2, 'string'],
      attributes: [3, 'repeated KeyValue'],
    }),
    Status: message({ message: [2, 'string'], code: [3, 'int32'] }),
    Logs: message({ resourceLogs: [1, 'repeated ResourceLogs'] }),
    ResourceLogs: message({ resource: [1, 'Resource'], scopeLogs: [2, 'repeated ScopeLogs'] }),
    ScopeLogs: message({ logRecords: [2, 'repeated LogRecord'] }),
    LogRecord: message({
      timeUnixNano: [1, 'fixed64'],
      severityNumber: [2, 'int32'],
      severityText: [3, 'string'],
      body: [5, 'AnyValue'],
      attributes: [6, 'repeated KeyValue'],
      traceId: [9, 'bytes'],
      spanId: [10, 'bytes'],
      observedTimeUnixNano: [11, 'fixed64'],
      eventName: [12, 'string'],
    }),
    Failure: message({ code: [1, 'int32'], message: [2, 'string'] }),
  },
})

export const TRACES = ROOT.lookupType('Traces')
export const LOGS = ROOT.lookupType('Logs')
/** `google.rpc.Status`, with which OTLP tells a failure. */
export const FAILURE = ROOT.lookupType('Failure')

/** Numbers of 64 bits as text, bytes in base64, as the JSON mapping of protobuf has them. */
export const AS_JSON = { longs: String, bytes: String, enums: Number } as const
