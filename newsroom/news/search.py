from newsroom.publication.search.index import SearchIndex

INDEX = SearchIndex(desk="news", table="news_newsitem", texts=("headline", "lead", "body"))
