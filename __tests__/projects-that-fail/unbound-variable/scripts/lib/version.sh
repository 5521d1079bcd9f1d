# Sourced by scripts that make releases.

# The tag without its v.
version_of_tag() {
  local tag
  tag=$RELEASE_TAG
  echo "${tag#v}"
}

version_of_tag >/dev/null
