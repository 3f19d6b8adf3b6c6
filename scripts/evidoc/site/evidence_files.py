"""What examples produced, as files of a site: figures, downloads, and labs as pages."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from evidoc.core.findings import EvidocError
from evidoc.core.model import is_lab
from evidoc.project.evidence import site_files
from evidoc.project.project import Project
from evidoc.records.record import RecordError
from evidoc.site.lab_page import LabFile
from evidoc.site.languages import way_to


def add_evidence(files: Files, config: MkDocsConfig, project: Project, language: str) -> None:
    """Add what there is of every example that has a record in a language."""
    for example, snippet in project.snippets.items():
        try:
            made = site_files(project, language, example)
        except (EvidocError, RecordError):
            continue  # a finding of the check
        for address, data in made.items():
            if former := files.get_file_from_path(address):
                files.remove(former)
            if is_lab(example):
                page = LabFile.of(config, address, data)
                page.edit_uri = way_to(snippet.path, config)
                files.append(page)
                files.append(page.download(config, data))
            else:
                files.append(File.generated(config, address, content=data))
