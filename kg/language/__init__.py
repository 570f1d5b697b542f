"""Everything Indonesian that is code: sentences, tokens, names, times, quotations.

Word lists and weights are data beside it or in ``ontology/``.
"""
