package main

import (
	"fmt"
	"strings"
)

// Layout is where the rules are put: which table, which bridge, which addresses.
type Layout struct {
	Table   string
	Bridge  string
	PodCIDR string
}

// Render writes the whole table, to be given to "nft -f" as one transaction that replaces the table before it.
//
// The kernel's own output, thus the kubelet's probes, passes neither hook and is always allowed, as the API demands.
// Only replies are let through by connection state: a connection that a new policy forbids is cut. An address in the
// pods' range that no known pod owns is refused, so a pod that has just started is never ahead of its rules.
func (l Layout) Render(rules Ruleset) string {
	var out strings.Builder
	fmt.Fprintf(&out, "add table inet %[1]s\ndelete table inet %[1]s\ntable inet %[1]s {\n", l.Table)
	l.renderSets(&out, rules)
	for _, chain := range rules.Chains {
		chain.render(&out)
	}
	renderVerdicts(&out, rules, Ingress)
	renderVerdicts(&out, rules, Egress)
	l.renderHooks(&out)
	out.WriteString("}\n")
	return out.String()
}

func (l Layout) renderSets(out *strings.Builder, rules Ruleset) {
	known := addresses(rules.Pods)
	pairs := make([]string, 0, len(known))
	for _, address := range known {
		pairs = append(pairs, address+" . "+address)
	}
	declare(out, "set pods", "ipv4_addr", known)
	declare(out, "set self", "ipv4_addr . ipv4_addr", pairs)
}

func declare(out *strings.Builder, kind, typ string, elements []string) {
	fmt.Fprintf(out, "  %s {\n    type %s\n", kind, typ)
	if len(elements) > 0 {
		fmt.Fprintf(out, "    elements = { %s }\n", strings.Join(elements, ", "))
	}
	out.WriteString("  }\n")
}

// name is made of the address: it is unique on a node and, unlike pod names, always a valid nftables name.
func (c Chain) name() string {
	return string(c.Direction) + "_" + strings.ReplaceAll(c.Pod.Address, ".", "_")
}

func (c Chain) render(out *strings.Builder) {
	fmt.Fprintf(out, "  # %s/%s\n  chain %s {\n", c.Pod.Namespace, c.Pod.Name, c.name())
	for _, permission := range c.Permissions {
		fmt.Fprintf(out, "    %s return comment %q\n", permission.Match, shorten(permission.Policy))
	}
	out.WriteString("    counter drop\n  }\n")
}

// shorten keeps a comment within what nftables accepts.
func shorten(text string) string {
	const longest = 120
	if len(text) > longest {
		return text[:longest]
	}
	return text
}

func renderVerdicts(out *strings.Builder, rules Ruleset, direction Direction) {
	var elements []string
	for _, chain := range rules.Chains {
		if chain.Direction == direction {
			elements = append(elements, chain.Pod.Address+" : jump "+chain.name())
		}
	}
	declare(out, "map "+string(direction), "ipv4_addr : verdict", elements)
}

func (l Layout) renderHooks(out *strings.Builder) {
	fmt.Fprintf(out, `  chain checks {
    ct direction reply ct state established,related accept
    ct state related accept
    ip saddr %[2]s ip saddr != @pods fib saddr type != local counter drop
    ip saddr . ip daddr @self accept
    ip saddr vmap @egress
  }
  chain forward {
    type filter hook forward priority -10; policy accept;
    iifname %[1]q meta nfproto ipv6 counter drop
    oifname %[1]q meta nfproto ipv6 counter drop
    jump checks
    ip daddr %[2]s ip daddr != @pods fib daddr type != local counter reject with icmp type host-unreachable
    ip daddr vmap @ingress
  }
  chain input {
    type filter hook input priority -10; policy accept;
    iifname %[1]q meta nfproto ipv6 counter drop
    iifname %[1]q jump checks
  }
`, l.Bridge, l.PodCIDR)
}
