"""Mandates: that an elderly person or a person with a disability lets a carer act for them, within limits and for a time."""
