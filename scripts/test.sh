#!/usr/bin/env bash
# All tests: unit, real peers, real browser, the whole consultation. Installs what is missing.
. "$(dirname "$0")/lib/common.sh"
need_packages dcmtk orthanc orthanc-dicomweb orthanc-gdcm dicom3tools python3-pydicom python3-numpy libgdcm-tools libpixelmed-java \
  libopenjp2-tools openjph-tools poppler-utils chromium gcc libc6-dev
need_build_tools
export TCP_NODELAY=1
maven verify "$@"
# A minute of fuzzing for each of the toolkit's doors, two at once (FUZZ_SECONDS=0 leaves it out). The seed is always the same, the
# minute is not: how far it comes depends on the machine. What was ever found is among the tests above.
seconds=${FUZZ_SECONDS:-60}
if [ "$seconds" -gt 0 ]; then
  minute="$root/gateway/dicom/target/fuzz-minute"
  rm -rf "$minute"
  "$root/scripts/fuzz.sh" all --seconds "$seconds" --at-once 2 --seed 1 --keep "$minute" ||
    fail "fuzzing found something: see above; mend it, and put the bytes into gateway/dicom/src/test/resources/fuzz/TARGET"
fi
# Without real files the tests that are only about them are skipped, the others make up theirs; this line says which it was.
real=$root/../shared/data
for argument in "$@"; do
  case $argument in -Dlienvien.data=*) real=${argument#*=} ;; esac
done
echo "real DICOM files tested: $(find -L "$real" -type f ! -name '*.md' 2>/dev/null | wc -l) (below $real)"
