from importlib.metadata import metadata

from evidoc.examples.settings import Settings
from evidoc.pages.nesting import MOST_OPEN, MOST_TAGS
from evidoc.records import figure_data, figures
from evidoc.running.confine import DISK, FILES, PROCESSES

default = Settings()
mebibyte = 1 << 20
seconds = default.seconds
memory = default.memory // mebibyte // 1024
output = default.output // mebibyte
disk = DISK // mebibyte
files, processes = FILES, PROCESSES
brackets, tags = MOST_OPEN, MOST_TAGS
cells, drawing = figure_data.LIMIT, figures.LIMIT // mebibyte

python = float(metadata("evidoc")["Requires-Python"].removeprefix(">="))
