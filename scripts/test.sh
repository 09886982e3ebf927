#!/usr/bin/env bash
# All tests: unit, real peers, real browser, the whole consultation. Installs what is missing.
. "$(dirname "$0")/lib/common.sh"
need_packages dcmtk orthanc orthanc-dicomweb orthanc-gdcm dicom3tools python3-pydicom python3-numpy libgdcm-tools \
  libopenjp2-tools openjph-tools poppler-utils chromium gcc libc6-dev
need_build_tools
export TCP_NODELAY=1
maven verify "$@"
# seeds, mutations of them and all findings are among the tests above; a night gives every target its time (FUZZ_SECONDS=60)
[ -z "${FUZZ_SECONDS:-}" ] || "$root/scripts/fuzz.sh" all --seconds "$FUZZ_SECONDS"
# Without real files the tests that are only about them are skipped, the others make up theirs; this line says which it was.
real=$root/../shared/data
for argument in "$@"; do
  case $argument in -Dlienvien.data=*) real=${argument#*=} ;; esac
done
echo "real DICOM files tested: $(find -L "$real" -type f ! -name '*.md' 2>/dev/null | wc -l) (below $real)"
