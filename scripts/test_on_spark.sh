#!/bin/sh
# Run the tests on Spark, where there is Java. PySpark lies in a folder of its own that only these tests see:
# it is 480 MB, and nothing else needs it.
set -eu
uv=$1
folder=.venv-spark

java=java
[ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || true
if [ "${version:-0}" -lt 17 ]; then
  echo "Java 17 or later is not installed here: not tested on Spark."
  exit 0
fi
if [ ! -e "$folder/.ready" ] || [ requirements/spark.lock -nt "$folder/.ready" ]; then
  rm -rf "$folder"
  "$uv" pip install --quiet --python .venv/bin/python --target "$folder" --require-hashes \
    -r requirements/spark.lock --build-constraints requirements/spark.lock
  touch "$folder/.ready"
fi
echo "Spark, with Java $version:"
# There, a test that skips is a fault.
ENTREPOT_SPARK=1 PYTHONPATH=$folder .venv/bin/python -m pytest -q -m spark tests/functional/spark
