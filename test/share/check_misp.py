"""Holds a MISP event against PyMISP: JSON schema, categories of types, and what it reads of it."""
import json
import sys
from importlib.resources import files

import jsonschema
from pymisp import MISPEvent

data = files("pymisp") / "data"
schema = json.loads((data / "schema.json").read_text())
types = json.loads((data / "describeTypes.json").read_text())["result"]["category_type_mappings"]
told = json.load(open(sys.argv[1]))

# PyMISP's schema is older than version 20 of the draft, which has these in sections 2.2.1 and 2.3.2.
NEWER = {"event": {"extends_uuid", "first_publication"}, "attribute": {"first_seen", "last_seen"}}
for name, properties in NEWER.items():
    schema["defs"][name]["properties"].update({one: {"type": "string"} for one in properties})

event = MISPEvent()
event.load_file(sys.argv[1])
print(
    json.dumps(
        {
            "schema": [error.message for error in jsonschema.Draft4Validator(schema).iter_errors(told)],
            "pairs": [
                [one["category"], one["type"]]
                for one in told["Event"]["Attribute"]
                if one["type"] not in types.get(one["category"], [])
            ],
            "attributes": len(event.attributes),
            "distinct": len({(one.type, one.value) for one in event.attributes}),
            "tags": len(event.tags),
        }
    )
)
