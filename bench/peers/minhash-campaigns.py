"""Accounts that send one template together, with public tools: `minhash-campaigns.py exchanges.jsonl SETTINGS`.

Texts of users that MinHash LSH (Broder 1997; datasketch) finds alike are one template; accounts that give a template
enough of what they send, and send it close in time to others, are joined to it; connected components of that graph of
accounts and templates (networkx) are accused. SETTINGS is a JSON list of objects:

  threshold  estimated Jaccard similarity, over runs of three words, from which two texts are one template
  num_perm   permutations of a sketch
  share      least share of an account's exchanges that a template must be
  together   least share of these that another account sends the same template within WINDOW seconds of

Equal texts are looked at once, and a text that is like a known one is not kept, which makes it faster than looking for
all pairs. Prints a JSON object: for each setting its groups and the seconds from opening the file, and the peak memory.
"""

import bisect
import json
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from datetime import datetime

import networkx
from datasketch import MinHash, MinHashLSH

LEAST_GROUP = 5
WINDOW = 600
WORDS = re.compile(r"\w+")
SKETCHED_AT_ONCE = 10_000


def peak_bytes():
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def content_of(message):
    content = message.get("content")
    if isinstance(content, str):
        return content
    return " ".join(part.get("text") or "" for part in content or [] if isinstance(part, dict))


def text_of(record):
    prompt = record.get("prompt")
    if isinstance(prompt, str):
        return prompt
    messages = record.get("messages") or []
    return " ".join(content_of(message) for message in messages if message.get("role") == "user")


def read(path):
    """Accounts, and for each exchange its account, time in seconds and text, by number; equal texts have one."""
    accounts, texts = {}, {}
    sender, sent_at, said = [], [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = text_of(record)
            if not text:
                continue
            sender.append(accounts.setdefault(record["account"], len(accounts)))
            sent_at.append(datetime.fromisoformat(record["ts"].replace("Z", "+00:00")).timestamp())
            said.append(texts.setdefault(text, len(texts)))
    return list(accounts), list(texts), sender, sent_at, said


def runs_of(text):
    words = WORDS.findall(text.lower())
    return [" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))]


def find_templates(texts, threshold, num_perm):
    """The template of each text."""
    lsh = MinHashLSH(threshold=threshold, num_perm=num_perm)
    template = []
    for start in range(0, len(texts), SKETCHED_AT_ONCE):
        runs = (runs_of(text) for text in texts[start : start + SKETCHED_AT_ONCE])
        for sketch in MinHash.generator(runs, num_perm=num_perm):
            known = lsh.query(sketch)
            index = len(template)
            template.append(min(known) if known else index)
            if not known:
                lsh.insert(index, sketch, check_duplication=False)
    return template


def accuse(accounts, sender, sent_at, templates, share, together):
    sent = Counter(sender)
    uses = defaultdict(list)
    for account, at, template in zip(sender, sent_at, templates):
        uses[template].append((at, account))
    graph = networkx.Graph()
    for template, sends in uses.items():
        own = Counter(account for _, account in sends)
        if len(own) < LEAST_GROUP:
            continue
        sends.sort()
        times = [at for at, _ in sends]
        met = Counter()
        if together > 0:
            for place, (at, account) in enumerate(sends):
                first = bisect.bisect_left(times, at - WINDOW)
                last = bisect.bisect_right(times, at + WINDOW)
                if any(other != account for _, other in sends[max(first, place - 20) : min(last, place + 21)]):
                    met[account] += 1
        for account, count in own.items():
            if count >= share * sent[account] and met[account] >= together * count:
                graph.add_edge(("account", account), ("template", template))
    groups = []
    for component in networkx.connected_components(graph):
        members = [accounts[number] for kind, number in component if kind == "account"]
        if len(members) >= LEAST_GROUP:
            groups.append(members)
    return groups


def main():
    path, settings = sys.argv[1], json.loads(sys.argv[2])
    started = time.perf_counter()
    accounts, texts, sender, sent_at, said = read(path)
    reading = time.perf_counter() - started
    known, answers = {}, []
    for setting in settings:
        key = (setting["threshold"], int(setting["num_perm"]))
        if key not in known:
            started = time.perf_counter()
            known[key] = find_templates(texts, *key), time.perf_counter() - started
        template, sketching = known[key]
        started = time.perf_counter()
        templates = [template[text] for text in said]
        groups = accuse(accounts, sender, sent_at, templates, setting["share"], setting["together"])
        seconds = reading + sketching + time.perf_counter() - started
        answers.append({"groups": groups, "seconds": seconds})
    print(json.dumps({"answers": answers, "peakBytes": peak_bytes()}))


main()
