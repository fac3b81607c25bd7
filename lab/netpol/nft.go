package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

const nftDeadline = 20 * time.Second

// Nft drives the nft command for one table.
type Nft struct {
	Table string
}

// Replace applies a ruleset as one transaction: it takes effect whole or not at all.
func (n Nft) Replace(ctx context.Context, text string) error {
	return nft(ctx, text, "-f", "-")
}

// Exists says whether the table is there.
func (n Nft) Exists(ctx context.Context) bool {
	return nft(ctx, "", "list", "chain", "inet", n.Table, "forward") == nil
}

// Delete removes the table; a table that is not there is fine.
func (n Nft) Delete(ctx context.Context) error {
	return nft(ctx, fmt.Sprintf("add table inet %[1]s\ndelete table inet %[1]s\n", n.Table), "-f", "-")
}

func nft(ctx context.Context, input string, arguments ...string) error {
	ctx, cancel := context.WithTimeout(ctx, nftDeadline)
	defer cancel()
	command := exec.CommandContext(ctx, "nft", arguments...)
	command.Stdin = strings.NewReader(input)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("nft %s: %w: %s", strings.Join(arguments, " "), err, output)
	}
	return nil
}
