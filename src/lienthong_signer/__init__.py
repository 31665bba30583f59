"""The signer at a person's own machine: holds the key, asks the PIN, gives signatures to the pages it was told of."""
