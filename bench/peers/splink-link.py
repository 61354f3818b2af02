# Links accounts by their traits with splink and prints clusters as JSON: `python splink-link.py TRAITS THRESHOLD…`.
# TRAITS has a JSON object a line, an account each. No labels are used: u comes from random pairs, m from expectation
# maximisation, the prior from pairs that agree in two rare traits, in the order that splink's documentation advises.
import json
import logging
import resource
import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 1
# Share of true pairs that the deterministic rules are expected to find.
EXPECTED_RECALL = 0.5
RARE = ("payment", "signup_block", "block")


def exact(trait):
    return cl.ExactMatch(trait).configure(term_frequency_adjustments=True)


def create_linker(connection):
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="account",
        comparisons=[
            *(exact(trait) for trait in (*RARE, "email_domain", "client")),
            cl.AbsoluteTimeDifferenceAtThresholds(
                "created_at",
                input_is_string=False,
                metrics=["minute", "hour", "day"],
                thresholds=[5, 1, 1],
            ),
        ],
        blocking_rules_to_generate_predictions=[
            *(block_on(trait) for trait in RARE),
            block_on("email_domain", "client"),
            block_on("created_hour"),
            block_on("client", "created_day"),
        ],
    )
    api = DuckDBAPI(connection)
    return Linker(api.register(connection.table("traits")), settings)


def train(linker):
    rules = [block_on(a, b) for a in RARE for b in RARE if a < b]
    linker.training.estimate_probability_two_random_records_match(rules, recall=EXPECTED_RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    for trait in RARE:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(trait), record_sample_proportion=1.0
        )


def clusters_of(linker, pairs, threshold):
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=threshold
    )
    groups = {}
    for row in clusters.as_record_list():
        groups.setdefault(row["cluster_id"], []).append(row["account"])
    return sorted(groups.values(), key=len, reverse=True)


def main(path, thresholds):
    logging.disable(logging.WARNING)
    connection = duckdb.connect()
    connection.execute(
        """CREATE TABLE traits AS
        SELECT *, date_trunc('hour', created_at) AS created_hour, date_trunc('day', created_at) AS created_day
        FROM read_json(?, format = 'newline_delimited', columns = {
            account: 'VARCHAR', payment: 'VARCHAR', signup_block: 'VARCHAR', block: 'VARCHAR',
            email_domain: 'VARCHAR', client: 'VARCHAR', created_at: 'TIMESTAMP'})""",
        [path],
    )
    linker = create_linker(connection)
    train(linker)
    pairs = linker.inference.predict(threshold_match_probability=min(thresholds))
    answer = {
        "clusters": [clusters_of(linker, pairs, threshold) for threshold in thresholds],
        # The kernel counts in kilobytes on Linux and in bytes on macOS.
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }
    print(json.dumps(answer))


main(sys.argv[1], [float(one) for one in sys.argv[2:]])
