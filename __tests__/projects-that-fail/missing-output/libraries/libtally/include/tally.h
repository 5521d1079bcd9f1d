long tally(const long *amounts, long count);
