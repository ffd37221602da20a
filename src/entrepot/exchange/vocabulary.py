"""The words of our linked data, shipped within each file, so that it is read without the network.

Names are those of schema.org and, for memberships and posts, of the W3C's Organization Ontology, from which
Popolo has them; quotes are those of the W3C's Web Annotation model, and who entered what of PROV. What none
has, such as an agreement's status or an EDTF date, is in a vocabulary of our own, under a URN: there is
nothing to fetch.
"""

from __future__ import annotations

from typing import Any

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "schema": "http://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rec": "urn:entrepot:vocabulary:",
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "description": {"@id": "schema:description", "@container": "@language"},
    "subject": "rec:subject",
    "property": "rec:property",
    "kind": "rec:kind",
    "subtype": "rec:subtype",
    "status": "rec:status",
    "topic": "rec:topic",
    "caveat": "rec:caveat",
    "objection": "rec:objection",
    "identifier": "schema:identifier",
    "location": "schema:location",
    "places": {"@id": "rec:place", "@container": "@list"},
    "date": "rec:date",
    "edtf": "rec:edtf",
    "asStated": "rec:asStated",
    "derivation": "rec:derivation",
    "earliest": {"@id": "rec:earliest", "@type": "xsd:date"},
    "latest": {"@id": "rec:latest", "@type": "xsd:date"},
    "startDate": {"@id": "schema:startDate", "@type": "xsd:date"},
    "endDate": {"@id": "schema:endDate", "@type": "xsd:date"},
    "amount": "rec:amount",
    "value": "schema:value",
    "minValue": "schema:minValue",
    "maxValue": "schema:maxValue",
    "unit": "schema:unitText",
    "unitAsStated": "rec:unitAsStated",
    "reason": "rec:reason",
    "parties": {"@id": "rec:party", "@container": "@list"},
    "actor": {"@id": "rec:actor", "@type": "@id"},
    "actorName": "rec:actorName",
    "role": "rec:role",
    "capacity": "rec:capacity",
    "member": {"@id": "org:member", "@type": "@id"},
    "organization": {"@id": "org:organization", "@type": "@id"},
    "post": "org:role",
    "agent": {"@id": "schema:participant", "@type": "@id"},
    "otherNames": "schema:alternateName",
    "attributes": {"@id": "rec:attributes", "@type": "@json"},
    "private": "rec:private",
    "evidence": "rec:evidence",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "sha256": "rec:sha256",
    "firstLine": "rec:firstLine",
    "lastLine": "rec:lastLine",
    "characters": "rec:characters",
    "author": "schema:author",
    "publisher": "schema:publisher",
    "url": {"@id": "schema:url", "@type": "@id"},
    "published": "rec:published",
    "note": "rec:note",
    "reader": "rec:reader",
    "enteredBy": "prov:wasAttributedTo",
    "enteredAt": "prov:generatedAtTime",
    "replaces": {"@id": "prov:wasRevisionOf", "@type": "@id"},
    "title": "dcterms:title",
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "hasPart": {"@id": "dcterms:hasPart", "@type": "@id"},
}

OF_ACTORS = {
    "person": "schema:Person",
    "state": "schema:Country",
    "region": "schema:AdministrativeArea",
    "public-body": "schema:GovernmentOrganization",
    "parliament": "schema:GovernmentOrganization",
    "company": "schema:Corporation",
    "ngo": "schema:NGO",
    "university": "schema:CollegeOrUniversity",
    "media": "schema:NewsMediaOrganization",
}
"""Classes of actors by subtype; a person without a name is none of these, all others are organisations."""

OF_KINDS = {
    "event": "schema:Event",
    "office": "org:Membership",
    "contact": "org:Membership",
    "project": "schema:Project",
    "aid": "schema:MonetaryGrant",
    "task": "schema:PlanAction",
}
"""Classes of statements by kind, beside `rec:Statement`, which each is."""
