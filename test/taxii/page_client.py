"""Reads a collection page by page with OASIS's taxii2-client: arguments are its address, user, password, rows a page."""

import hashlib
import json
import sys
import time

from taxii2client.v21 import Collection, as_pages

url, user, password, per_page = sys.argv[1:]
begun = time.monotonic()
collection = Collection(url, user=user, password=password)
ids = hashlib.sha256()
objects = pages = 0
longest = 0.0
at = time.monotonic()
for envelope in as_pages(collection.get_objects, per_request=int(per_page)):
    now = time.monotonic()
    longest, at = max(longest, now - at), now
    pages += 1
    for one in envelope.get("objects", []):
        objects += 1
        ids.update(one["id"].encode())
print(
    json.dumps(
        {
            "title": collection.title,
            "objects": objects,
            "pages": pages,
            "ids": ids.hexdigest(),
            "seconds": round(time.monotonic() - begun, 2),
            "longest_page_seconds": round(longest, 3),
        }
    )
)
