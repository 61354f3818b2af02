// A campaign's given name, with the one that people gave it beside.

export interface NamedCampaign {
  readonly name: string
  readonly alias?: string
}

/** As “given name (alias)”. */
export const nameOf = ({ name, alias }: NamedCampaign) =>
  alias === undefined ? name : `${name} (“${alias}”)`
