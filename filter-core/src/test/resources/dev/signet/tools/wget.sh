# As curl.sh. It knows nothing of compression, and takes an answer without a body as it is.
status() {
  sed -n 's/^ *HTTP\/1.1 \([0-9]*\).*/\1/p' "$1" | tail -1
}
ask() {
  wget -S --tries=1 --content-on-error --header="Authorization: Bearer $TOKEN" "$@" 2> "$log"
  code=$?
  [ $code -eq 0 ] || [ $code -eq 8 ] || return 1 # 8 is for a status that tells of a failure, and 304 for one
}
while [ $# -gt 0 ]; do
  log="$3.log"
  case $1 in
    get | zipped) ask -O "$3" "$2" ;;
    rest) ask -c -O "$3" "$2" ;;
    known) ask --header="If-Modified-Since: $KNOWN" -O "$3" "$2" ;;
    head) ask --spider "$2" ;;
  esac && said=$(status "$log") || said=failed
  [ "$1" = head ] && said="$said $(sed -n 's/^ *Content-Length: //p' "$log" | tail -1)"
  echo "$said"
  shift 3
done
