"""A graph over HTTP: the SPARQL endpoint, its pages, and sending a graph to another store.

Who may be asked what::

    application (HTTP)  ──▶  pool (asks, waits, kills)  ──▶  nursery (holds the store, forks)  ──▶  workers (answer)

``docs/serving.md`` says what users see. Nothing here is imported before it is needed: Starlette and uvicorn are an
extra (``kabar[serve]``).
"""
