"""Candidates for entities without a link, from a service that speaks the W3C's Reconciliation API."""

from kg.reconciliation.candidates import COLUMNS, Candidate, as_registry, reconcile
from kg.reconciliation.service import Service

__all__ = ["COLUMNS", "Candidate", "Service", "as_registry", "reconcile"]
