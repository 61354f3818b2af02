"""Groups prompts by template with a public tool: `group-prompts.py TOOL THRESHOLD < prompts.jsonl`.

Reads one JSON string a line, prints one JSON object: a group per prompt, the seconds that grouping took (reading and
imports apart), the process' peak memory in bytes, and the tool's version.

  drain3      a fixed-depth parse tree over words (He et al., ICWS 2017); THRESHOLD is sim_th, all else its default
  datasketch  MinHash LSH (Broder 1997) over runs of three words, 128 permutations; prompts that LSH finds alike at
              THRESHOLD, an estimated Jaccard similarity, are joined, and so are those joined with them
"""

import importlib.metadata
import json
import re
import resource
import sys
import time


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


def by_drain(prompts, threshold):
    from drain3 import TemplateMiner
    from drain3.template_miner_config import TemplateMinerConfig

    config = TemplateMinerConfig()
    config.drain_sim_th = threshold
    config.profiling_enabled = False
    started = time.perf_counter()
    miner = TemplateMiner(config=config)
    # A line of a log holds no line break.
    groups = [miner.add_log_message(re.sub(r"\s+", " ", text))["cluster_id"] for text in prompts]
    return groups, time.perf_counter() - started


def by_datasketch(prompts, threshold):
    from datasketch import MinHash, MinHashLSH

    started = time.perf_counter()
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    parent = list(range(len(prompts)))

    def find(one):
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for index, text in enumerate(prompts):
        words = re.findall(r"\w+", text.lower())
        runs = {" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
        sketch = MinHash(num_perm=128)
        sketch.update_batch([run.encode() for run in runs])
        for other in lsh.query(sketch):
            parent[find(index)] = find(other)
        lsh.insert(index, sketch)
    groups = [find(index) for index in range(len(prompts))]
    return groups, time.perf_counter() - started


TOOLS = {"drain3": by_drain, "datasketch": by_datasketch}


def main():
    tool, threshold = sys.argv[1], float(sys.argv[2])
    prompts = [json.loads(line) for line in sys.stdin]
    groups, seconds = TOOLS[tool](prompts, threshold)
    version = importlib.metadata.version(tool)
    print(json.dumps({"groups": groups, "seconds": seconds, "peakBytes": peak_bytes(), "version": version}))


main()
