"""The index of a site whose texts are too many to be fetched whole: n-grams with posting lists, in shards."""
