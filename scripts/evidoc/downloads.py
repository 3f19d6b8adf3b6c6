"""What a reader downloads to run an example."""

from __future__ import annotations

import io
import zipfile

from evidoc.isolate import Job
from evidoc.snippet import shown


def download(job: Job) -> tuple[str, bytes]:
    """Return the name and bytes of what a reader downloads to run the example.

    The program alone, or with the modules and data that it needs in a zip archive, stored and
    dated alike on every machine.
    """
    name = job.example.rsplit("/", 1)[-1]
    program = shown(job.source).encode()
    if not job.files:
        return f"{name}.py", program
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, data in sorted([(f"{name}.py", program), *job.files]):
            info = zipfile.ZipInfo(path)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return f"{name}.zip", buffer.getvalue()
