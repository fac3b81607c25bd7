// Command probe is the workload of the lab's tests.
//
//	probe serve ADDRESS [FOLDER]   answers with its host name; /lines appends to and reads a file in FOLDER
//	probe dial ADDRESS [TIMEOUT]   exits with 0 if a TCP connection is accepted, 1 if not, and says which
//	probe lookup NAME              prints the addresses of a name, exits with 1 if there are none
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

func main() {
	arguments := append(os.Args[1:], "", "", "")
	var err error
	switch arguments[0] {
	case "serve":
		err = serve(arguments[1], arguments[2])
	case "dial":
		err = dial(arguments[1], arguments[2])
	case "lookup":
		err = lookup(arguments[1])
	default:
		err = fmt.Errorf("usage: probe serve|dial|lookup, got %q", arguments[0])
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func serve(address, folder string) error {
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, "hello from %s\n", host) })
	mux.HandleFunc("/lines", func(w http.ResponseWriter, r *http.Request) {
		if err := lines(w, filepath.Join(folder, "lines"), r.URL.Query().Get("add")); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	server := &http.Server{Addr: address, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	log.Printf("serving on %s", address)
	return server.ListenAndServe()
}

// lines appends a line, if there is one, and writes the whole file out.
func lines(out io.Writer, path, line string) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if line != "" {
		if _, err := fmt.Fprintln(file, line); err != nil {
			return err
		}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(out, file)
	return err
}

func dial(address, timeout string) error {
	limit, err := time.ParseDuration(timeout)
	if err != nil {
		limit = 2 * time.Second
	}
	connection, err := net.DialTimeout("tcp", address, limit)
	if err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	fmt.Println("accepted:", connection.RemoteAddr())
	return connection.Close()
}

func lookup(name string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	addresses, err := net.DefaultResolver.LookupHost(ctx, name)
	if err != nil {
		return err
	}
	fmt.Println(addresses)
	return nil
}
