// As curl.sh, with net/http.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func ask(what, address, name string) (string, error) {
	method := "GET"
	if what == "head" {
		method = "HEAD"
	}
	request, err := http.NewRequest(method, address, nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	how := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	switch what {
	case "rest":
		there, err := os.Stat(name)
		if err != nil {
			return "", err
		}
		request.Header.Set("Range", fmt.Sprintf("bytes=%d-", there.Size()))
		how = os.O_APPEND | os.O_WRONLY
	case "known":
		request.Header.Set("If-Modified-Since", os.Getenv("KNOWN"))
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if what == "head" {
		return fmt.Sprintf("%d %s", answer.StatusCode, answer.Header.Get("Content-Length")), nil
	}
	file, err := os.OpenFile(name, how, 0o600)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if _, err := io.Copy(file, answer.Body); err != nil {
		return "", err
	}
	return fmt.Sprint(answer.StatusCode), nil
}

func main() {
	for i := 1; i < len(os.Args); i += 3 {
		said, err := ask(os.Args[i], os.Args[i+1], os.Args[i+2])
		if err != nil {
			said = "failed"
		}
		fmt.Println(said)
	}
}
