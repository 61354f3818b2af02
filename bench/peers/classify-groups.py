"""Scores groups by supervised classifiers of scikit-learn that never saw their kind.

Reads one JSON object: `rows`, the evidence of each group as numbers; `isAttack`; `kinds`, a number for each group;
`folds`; and `trees`, of the forest. Groups of one kind are all in one fold (GroupKFold), and each fold is scored by classifiers trained on the others.
Prints one JSON object with the score of each group by each classifier.
"""

import json
import os
import sys
import time

# Small tables: threads would wait for each other, on a busy machine for long.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

CLASSIFIERS = {
    "logistic regression": lambda trees: LogisticRegression(C=0.1, max_iter=5000),
    "random forest": lambda trees: RandomForestClassifier(trees, random_state=1, n_jobs=2, min_samples_leaf=2),
    "gradient boosting": lambda trees: HistGradientBoostingClassifier(random_state=1, max_depth=4),
}


def main() -> None:
    asked = json.load(sys.stdin)
    rows = np.array(asked["rows"], dtype=float)
    labels = np.array(asked["isAttack"], dtype=int)
    kinds = np.array(asked["kinds"])
    folds = list(GroupKFold(asked["folds"]).split(rows, labels, kinds))
    started = time.perf_counter()
    scores = {}
    for name, create in CLASSIFIERS.items():
        own = np.zeros(len(labels))
        for learnt, tested in folds:
            # What was never told apart can't be: such a fold scores everything alike.
            if len(set(labels[learnt])) > 1:
                own[tested] = create(asked["trees"]).fit(rows[learnt], labels[learnt]).predict_proba(rows[tested])[:, 1]
        scores[name] = own.tolist()
    json.dump({"scores": scores, "seconds": time.perf_counter() - started, "version": sklearn.__version__}, sys.stdout)


main()
