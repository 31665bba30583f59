select jurisdiction, kind, state, files, fees from reconciliation_papers()
