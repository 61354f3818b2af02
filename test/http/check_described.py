"""Reads what the service says of itself by the parsers that others have.

usage: check_described.py openapi FILE | metrics FILE
"""

import json
import sys

kind, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    text = file.read()
if kind == "openapi":
    from openapi_spec_validator import OpenAPIV31SpecValidator

    errors = [error.message[:300] for error in OpenAPIV31SpecValidator(json.loads(text)).iter_errors()]
    print(json.dumps(errors))
else:
    from prometheus_client.parser import text_string_to_metric_families

    families = list(text_string_to_metric_families(text))
    print(json.dumps({family.name: [family.type, len(family.samples)] for family in families}))
