"""相似提案: an index that finds the proposals of the same or related substance, in ordinary tables of the hub's own database."""
