"""
Every list as a feed: RSS 2.0, Atom 1.0 and JSON Feed 1.1, with the list's own filters.

`channel` says what a feed tells, `rss`, `atom` and `json_feed` how each format says it, and
`views` answers requests. A feed shows what a stranger sees, whoever asks: readers keep copies.
"""
