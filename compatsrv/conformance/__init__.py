"""The shared conformance suite: what a socketserver has to do, checked against any module.

    pytest --pyargs compatsrv.conformance --server-module socketserver --results native.json

Rules: one test is one behaviour, with an id `area/slug`; cases judge a module by
its public names alone, never import the runtime, and end by themselves.
"""
