package main

import (
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// Direction is seen from the guarded pod.
type Direction string

const (
	Ingress Direction = "ingress"
	Egress  Direction = "egress"
)

// Ruleset says which addresses belong to pods and what guarded pods may do.
type Ruleset struct {
	Pods   []Pod
	Chains []Chain
}

// Chain guards one pod in one direction: what no permission matches is dropped. A pod without a chain for a
// direction is free in it.
type Chain struct {
	Pod         Pod
	Direction   Direction
	Permissions []Permission
}

// Permission is an nftables match, empty for "everything", and the policy that grants it.
type Permission struct {
	Match  string
	Policy string
}

// Compile turns the world into rules. It does no I/O, and the same world always gives the same ruleset.
func Compile(world World) Ruleset {
	rules := Ruleset{Pods: world.Pods}
	for _, pod := range world.Pods {
		if !pod.Local {
			continue
		}
		for _, direction := range []Direction{Ingress, Egress} {
			if chain, guarded := world.guard(pod, direction); guarded {
				rules.Chains = append(rules.Chains, chain)
			}
		}
	}
	return rules
}

// guard unites the permissions of every policy that selects the pod for this direction.
func (w World) guard(pod Pod, direction Direction) (Chain, bool) {
	chain, guarded := Chain{Pod: pod, Direction: direction}, false
	for _, policy := range w.Policies {
		if policy.Namespace != pod.Namespace || !concerns(policy, direction) ||
			!selects(&policy.Spec.PodSelector, pod.Labels) {
			continue
		}
		guarded = true
		for _, rule := range rulesOf(policy, direction) {
			for _, match := range w.matches(pod, policy.Namespace, rule) {
				chain.Permissions = append(chain.Permissions, Permission{match, policy.Namespace + "/" + policy.Name})
			}
		}
	}
	return chain, guarded
}

// rule is an ingress or egress rule in one shape.
type rule struct {
	direction Direction
	peers     []networking.NetworkPolicyPeer
	ports     []networking.NetworkPolicyPort
}

func rulesOf(policy *networking.NetworkPolicy, direction Direction) []rule {
	var rules []rule
	if direction == Ingress {
		for _, r := range policy.Spec.Ingress {
			rules = append(rules, rule{direction, r.From, r.Ports})
		}
		return rules
	}
	for _, r := range policy.Spec.Egress {
		rules = append(rules, rule{direction, r.To, r.Ports})
	}
	return rules
}

// concerns applies the default of an absent policyTypes: always ingress, egress if there are egress rules.
func concerns(policy *networking.NetworkPolicy, direction Direction) bool {
	if len(policy.Spec.PolicyTypes) == 0 {
		return direction == Ingress || len(policy.Spec.Egress) > 0
	}
	wanted := networking.PolicyTypeIngress
	if direction == Egress {
		wanted = networking.PolicyTypeEgress
	}
	for _, kind := range policy.Spec.PolicyTypes {
		if kind == wanted {
			return true
		}
	}
	return false
}

// selects is false for a selector that cannot be parsed: a broken policy must not open anything.
func selects(selector *meta.LabelSelector, set labels.Set) bool {
	parsed, err := meta.LabelSelectorAsSelector(selector)
	return err == nil && parsed.Matches(set)
}
