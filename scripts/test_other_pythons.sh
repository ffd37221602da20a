#!/bin/sh
# On each supported Python that is installed beside the main one: of the commands those that go through every room,
# and the spec tests; on the newest the unit tests but the slow ones, too. All the others run on the main Python.
set -eu
uv=$1
main=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')

# On the path, or kept by pyenv (whose shims on the path may refuse to start).
find_python() {
  for candidate in "python$1" "$(pyenv root 2>/dev/null || echo "$HOME/.pyenv")/versions/$1".*/bin/python; do
    if "$candidate" -c 'import venv' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

for version in 3.11 3.12 3.13; do
  [ "$version" = "$main" ] && continue
  if ! python=$(find_python "$version"); then
    echo "Python $version is not installed here: not tested on it."
    continue
  fi
  venv=.venv-$version
  if [ ! -e "$venv/.ready" ] || [ requirements/dev.lock -nt "$venv/.ready" ]; then
    "$uv" venv --quiet --clear --python "$(command -v "$python")" "$venv"
    for lock in tools run dev; do
      "$uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r "requirements/$lock.lock"
    done
    "$uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
    touch "$venv/.ready"
  fi
  # What differs between Pythons shows at the ends: the oldest runs everything, the newest every room.
  [ "$version" = 3.13 ] && unit=tests/unit || unit=
  echo "Python $version:"
  # shellcheck disable=SC2086 # nothing at all where it is empty
  "$venv/bin/python" -m pytest -q -n 2 --dist loadfile -m "not slow" $unit tests/spec \
    tests/functional/test_main.py tests/functional/test_dossier.py tests/functional/test_record_editing.py \
    tests/functional/test_reading_documents.py tests/functional/test_aid_command.py tests/functional/test_whatif.py
done
