select jurisdiction, n, a, b from snapshot_fingerprints(%(reconciliation)s)
