import evidoc

limits = evidoc.default_limits()
MEBIBYTE = 2**20

print(f"time: {limits['seconds']} s")
print(f"memory: {limits['memory'] / MEBIBYTE:g} MiB")
print(f"output: {limits['output'] / MEBIBYTE:g} MiB")
print(f"files: {limits['files']}, {limits['disk'] / MEBIBYTE:g} MiB")
print(f"processes: {limits['processes']}")
