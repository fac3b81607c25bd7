package main

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// matches lists the nftables matches of one rule for one guarded pod. No match means that nothing is permitted, for
// example because no pod fits the peers' selectors; the match "" permits everything.
func (w World) matches(pod Pod, namespace string, r rule) []string {
	field := "ip saddr"
	if r.direction == Egress {
		field = "ip daddr"
	}
	peers := w.peers(namespace, r.peers)
	var matches []string
	for _, address := range addressMatches(field, peers, r.peers) {
		for _, port := range portMatches(r.ports) {
			matches = append(matches, strings.TrimSpace(address+" "+port))
		}
	}
	return append(matches, w.namedPortMatches(pod, peers, r)...)
}

// addressMatches is one empty match when the rule names no peers, else one match for all pods and one per ipBlock.
func addressMatches(field string, peers []Pod, named []networking.NetworkPolicyPeer) []string {
	if len(named) == 0 {
		return []string{""}
	}
	var matches []string
	if len(peers) > 0 {
		matches = append(matches, fmt.Sprintf("%s { %s }", field, strings.Join(addresses(peers), ", ")))
	}
	for _, peer := range named {
		if peer.IPBlock == nil {
			continue
		}
		if match, ok := blockMatch(field, peer.IPBlock); ok {
			matches = append(matches, match)
		}
	}
	return matches
}

// blockMatch ignores IPv6: the bridge carries none.
func blockMatch(field string, block *networking.IPBlock) (string, bool) {
	within, err := netip.ParsePrefix(block.CIDR)
	if err != nil || !within.Addr().Is4() {
		return "", false
	}
	match := fmt.Sprintf("%s %s", field, within.Masked())
	var except []string
	for _, text := range block.Except {
		if prefix, err := netip.ParsePrefix(text); err == nil && prefix.Addr().Is4() {
			except = append(except, prefix.Masked().String())
		}
	}
	if len(except) > 0 {
		match += fmt.Sprintf(" %s != { %s }", field, strings.Join(except, ", "))
	}
	return match, true
}

// peers finds the pods that fit any of the selectors.
func (w World) peers(namespace string, named []networking.NetworkPolicyPeer) []Pod {
	var found []Pod
	for _, pod := range w.Pods {
		if slices.ContainsFunc(named, func(peer networking.NetworkPolicyPeer) bool {
			return w.isPeer(namespace, peer, pod)
		}) {
			found = append(found, pod)
		}
	}
	return found
}

func (w World) isPeer(namespace string, peer networking.NetworkPolicyPeer, pod Pod) bool {
	if peer.IPBlock != nil {
		return false
	}
	if peer.NamespaceSelector == nil {
		if pod.Namespace != namespace {
			return false
		}
	} else if !selects(peer.NamespaceSelector, w.Namespaces[pod.Namespace]) {
		return false
	}
	return peer.PodSelector == nil || selects(peer.PodSelector, pod.Labels)
}

// portMatches covers ports given by number; a rule without ports has one empty match.
func portMatches(ports []networking.NetworkPolicyPort) []string {
	if len(ports) == 0 {
		return []string{""}
	}
	var matches []string
	for _, port := range ports {
		protocol := protocolOf(port)
		switch {
		case port.Port == nil:
			matches = append(matches, "meta l4proto "+protocol)
		case port.Port.Type == intstr.String:
		case port.EndPort != nil:
			matches = append(matches, fmt.Sprintf("meta l4proto %s th dport %d-%d", protocol, port.Port.IntVal, *port.EndPort))
		default:
			matches = append(matches, fmt.Sprintf("meta l4proto %s th dport %d", protocol, port.Port.IntVal))
		}
	}
	return matches
}

// namedPortMatches resolves a port's name where the connection ends: at the guarded pod for ingress, at each peer for
// egress, because every pod may give the name another number.
func (w World) namedPortMatches(pod Pod, peers []Pod, r rule) []string {
	var matches []string
	for _, port := range r.ports {
		if port.Port == nil || port.Port.Type != intstr.String {
			continue
		}
		name := NamedPort{cmp.Or(dereference(port.Protocol), core.ProtocolTCP), port.Port.StrVal}
		if r.direction == Egress {
			matches = append(matches, w.namedEgress(peers, r.peers, name)...)
			continue
		}
		if number, ok := pod.Ports[name]; ok {
			for _, address := range addressMatches("ip saddr", peers, r.peers) {
				match := fmt.Sprintf("%s meta l4proto %s th dport %d", address, protocolOf(port), number)
				matches = append(matches, strings.TrimSpace(match))
			}
		}
	}
	return matches
}

func (w World) namedEgress(peers []Pod, named []networking.NetworkPolicyPeer, name NamedPort) []string {
	if len(named) == 0 {
		peers = w.Pods
	}
	var matches []string
	for _, peer := range peers {
		if number, ok := peer.Ports[name]; ok {
			matches = append(matches, fmt.Sprintf("ip daddr %s meta l4proto %s th dport %d",
				peer.Address, strings.ToLower(string(name.Protocol)), number))
		}
	}
	return matches
}

func protocolOf(port networking.NetworkPolicyPort) string {
	return strings.ToLower(string(cmp.Or(dereference(port.Protocol), core.ProtocolTCP)))
}

func dereference(protocol *core.Protocol) core.Protocol {
	if protocol == nil {
		return ""
	}
	return *protocol
}

func addresses(pods []Pod) []string {
	list := make([]string, 0, len(pods))
	for _, pod := range pods {
		list = append(list, pod.Address)
	}
	return slices.Compact(slices.Sorted(slices.Values(list)))
}
