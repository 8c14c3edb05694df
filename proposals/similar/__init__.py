"""相似提案: an index, in ordinary tables of the hub's own database, that finds proposals of like substance."""
