# Each three arguments: what to do, an address, a file. A line each: the status, and for a head the length, or "failed".
auth="Authorization: Bearer $TOKEN"
while [ $# -gt 0 ]; do
  case $1 in
    get) said=$(curl -sS -L -H "$auth" -o "$3" -w '%{http_code}' "$2") ;;
    zipped) said=$(curl -sS -L --compressed -H "$auth" -o "$3" -w '%{http_code}' "$2") ;;
    rest) said=$(curl -sS -C - -H "$auth" -o "$3" -w '%{http_code}' "$2") ;;
    known) said=$(curl -sS -z "$KNOWN" -H "$auth" -o "$3" -w '%{http_code}' "$2") ;;
    head) said=$(curl -sS -I -H "$auth" -o "$3" -w '%{http_code}' "$2") &&
      said="$said $(sed -n 's/\r$//; s/^Content-Length: //p' "$3")" ;;
  esac || said=failed
  echo "$said"
  shift 3
done
