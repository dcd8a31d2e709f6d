"""Running steps over many articles: batches, workers, shards, resuming. Knows nothing of what the steps do."""
