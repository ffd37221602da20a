#!/bin/sh
# Run the tests, but for those in a browser, on each supported Python that is installed beside the main one.
set -eu
uv=$1
main=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for version in 3.11 3.12 3.13; do
  [ "$version" = "$main" ] && continue
  if ! python=$("$uv" python find --no-python-downloads "$version" 2>/dev/null) || ! "$python" -c '' 2>/dev/null; then
    echo "Python $version is not installed here: not tested on it."
    continue
  fi
  venv=.venv-$version
  if [ ! -e "$venv/.ready" ] || [ requirements/dev.lock -nt "$venv/.ready" ]; then
    "$uv" venv --quiet --clear --python "$python" "$venv"
    "$uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements/tools.lock
    "$uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements/dev.lock
    "$uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
    touch "$venv/.ready"
  fi
  echo "Python $version:"
  "$venv/bin/python" -m pytest -q -n 2 --dist loadfile --ignore tests/browser --ignore tests/end_to_end
done
