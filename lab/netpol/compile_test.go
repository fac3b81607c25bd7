package main

import (
	"slices"
	"strings"
	"testing"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

// A small world: a shop and its database, a stranger's shop, the ingress controller, DNS.
func world(policies ...string) World {
	w := World{
		Pods: []Pod{
			pod("ingress", "traefik", "10.0.0.2", labels.Set{"app": "traefik"}, nil),
			pod("shop-a", "db", "10.0.0.3", labels.Set{"app": "db"}, map[NamedPort]int32{{core.ProtocolTCP, "mysql"}: 3306}),
			pod("shop-a", "web", "10.0.0.4", labels.Set{"app": "web"}, map[NamedPort]int32{{core.ProtocolTCP, "http"}: 8080}),
			pod("shop-b", "web", "10.0.0.5", labels.Set{"app": "web"}, map[NamedPort]int32{{core.ProtocolTCP, "http"}: 9090}),
		},
		Namespaces: map[string]labels.Set{
			"ingress": {"kubernetes.io/metadata.name": "ingress"},
			"shop-a":  {"kubernetes.io/metadata.name": "shop-a", "tenant": "a"},
			"shop-b":  {"kubernetes.io/metadata.name": "shop-b", "tenant": "b"},
		},
	}
	for _, text := range policies {
		policy := &networking.NetworkPolicy{}
		if err := yaml.UnmarshalStrict([]byte(text), policy); err != nil {
			panic(err)
		}
		w.Policies = append(w.Policies, policy)
	}
	return w
}

func pod(namespace, name, address string, set labels.Set, ports map[NamedPort]int32) Pod {
	return Pod{Namespace: namespace, Name: name, Address: address, Local: true, Labels: set, Ports: ports}
}

// matchesOf returns the matches that guard a pod in a direction, and whether it is guarded at all.
func matchesOf(rules Ruleset, pod string, direction Direction) ([]string, bool) {
	for _, chain := range rules.Chains {
		if chain.Pod.Namespace+"/"+chain.Pod.Name == pod && chain.Direction == direction {
			matches := []string{}
			for _, permission := range chain.Permissions {
				matches = append(matches, permission.Match)
			}
			return matches, true
		}
	}
	return nil, false
}

func expect(t *testing.T, rules Ruleset, pod string, direction Direction, wanted ...string) {
	t.Helper()
	matches, guarded := matchesOf(rules, pod, direction)
	if !guarded {
		t.Fatalf("%s is not guarded for %s", pod, direction)
	}
	if !slices.Equal(matches, wanted) {
		t.Errorf("%s %s:\n got %q\nwant %q", pod, direction, matches, wanted)
	}
}

func expectFree(t *testing.T, rules Ruleset, pod string, direction Direction) {
	t.Helper()
	if matches, guarded := matchesOf(rules, pod, direction); guarded {
		t.Errorf("%s should be free for %s, is guarded by %q", pod, direction, matches)
	}
}

const denyAll = `
metadata: {name: deny, namespace: shop-a}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}`

func TestAPodWithoutPolicyIsFree(t *testing.T) {
	rules := Compile(world())
	if len(rules.Chains) != 0 {
		t.Errorf("no policy, yet chains: %v", rules.Chains)
	}
}

func TestDefaultDenyGuardsItsNamespaceOnly(t *testing.T) {
	rules := Compile(world(denyAll))
	for _, direction := range []Direction{Ingress, Egress} {
		expect(t, rules, "shop-a/web", direction)
		expect(t, rules, "shop-a/db", direction)
		expectFree(t, rules, "shop-b/web", direction)
		expectFree(t, rules, "ingress/traefik", direction)
	}
}

func TestAPodOnAnotherNodeIsAPeerButNotGuarded(t *testing.T) {
	w := world(denyAll)
	w.Pods[1].Local = false
	rules := Compile(w)
	expectFree(t, rules, "shop-a/db", Ingress)
	if !slices.Contains(addresses(rules.Pods), "10.0.0.3") {
		t.Error("the address of a pod on another node must stay known")
	}
}

func TestAbsentPolicyTypesMeanIngress(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec: {podSelector: {matchLabels: {app: db}}}`))
	expect(t, rules, "shop-a/db", Ingress)
	expectFree(t, rules, "shop-a/db", Egress)
}

func TestAPodSelectorAloneLooksInThePolicysNamespace(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress]
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 3306}]}]`))
	expect(t, rules, "shop-a/db", Ingress, "ip saddr { 10.0.0.4 } meta l4proto tcp th dport 3306")
}

func TestANamespaceSelectorAloneMeansAllItsPods(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: tenant, operator: Exists}]}}]}]`))
	expect(t, rules, "shop-a/web", Ingress, "ip saddr { 10.0.0.3, 10.0.0.4, 10.0.0.5 }")
}

func TestBothSelectorsInOnePeerMustFit(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress:
    - from: [{namespaceSelector: {matchLabels: {tenant: b}}, podSelector: {matchLabels: {app: web}}}]`))
	expect(t, rules, "shop-a/web", Ingress, "ip saddr { 10.0.0.5 }")
}

func TestPeersThatFitNobodyPermitNothing(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{from: [{podSelector: {matchLabels: {app: nobody}}}]}]`))
	expect(t, rules, "shop-a/web", Ingress)
}

func TestARuleWithoutPeersPermitsEverybody(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{}]}`))
	expect(t, rules, "shop-a/web", Ingress, "")
}

func TestABrokenSelectorOpensNothing(t *testing.T) {
	w := world(denyAll, `
metadata: {name: p, namespace: shop-a}
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}]}`)
	w.Policies[1].Spec.Ingress[0].From[0].PodSelector = &meta.LabelSelector{
		MatchExpressions: []meta.LabelSelectorRequirement{{Key: "app", Operator: "Nonsense"}},
	}
	expect(t, Compile(w), "shop-a/web", Ingress)
}

func TestPoliciesUnite(t *testing.T) {
	rules := Compile(world(denyAll, `
metadata: {name: one, namespace: shop-a}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]}`, `
metadata: {name: two, namespace: shop-a}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 443}]}]}`))
	expect(t, rules, "shop-a/web", Egress, "meta l4proto udp th dport 53", "meta l4proto tcp th dport 443")
}

func TestANamedIngressPortIsTheGuardedPodsOwn(t *testing.T) {
	policy := `
metadata: {name: p, namespace: %s}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}], ports: [{port: http}]}]`
	rules := Compile(world(strings.Replace(policy, "%s", "shop-a", 1), strings.Replace(policy, "%s", "shop-b", 1)))
	expect(t, rules, "shop-a/web", Ingress, "ip saddr { 10.0.0.2 } meta l4proto tcp th dport 8080")
	expect(t, rules, "shop-b/web", Ingress, "ip saddr { 10.0.0.2 } meta l4proto tcp th dport 9090")
}

func TestANamedEgressPortIsEachPeersOwn(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Egress]
  egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}]`))
	expect(t, rules, "shop-a/db", Egress,
		"ip daddr 10.0.0.4 meta l4proto tcp th dport 8080",
		"ip daddr 10.0.0.5 meta l4proto tcp th dport 9090")
}

func TestAPortNameThatNobodyUsesPermitsNothing(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{ports: [{port: nothing}]}]}`))
	expect(t, rules, "shop-a/web", Ingress)
}

func TestPortRangesAndWholeProtocols(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress: [{ports: [{port: 30000, endPort: 30100}, {protocol: SCTP}]}]`))
	expect(t, rules, "shop-a/web", Ingress, "meta l4proto tcp th dport 30000-30100", "meta l4proto sctp")
}

func TestAnAddressBlockWithExceptions(t *testing.T) {
	rules := Compile(world(`
metadata: {name: p, namespace: shop-a}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8, 169.254.0.0/16]}}, {ipBlock: {cidr: "::/0"}}]}]`))
	expect(t, rules, "shop-a/web", Egress, "ip daddr 0.0.0.0/0 ip daddr != { 10.0.0.0/8, 169.254.0.0/16 }")
}

func TestOnlyPodsThatHoldAnAddressCount(t *testing.T) {
	running := core.Pod{
		ObjectMeta: meta.ObjectMeta{Namespace: "a", Name: "running"},
		Spec:       core.PodSpec{NodeName: "lab"},
		Status:     core.PodStatus{PodIP: "10.0.0.9", Phase: core.PodRunning},
	}
	finished, starting, host := running, running, running
	finished.Status.Phase = core.PodSucceeded
	starting.Status.PodIP = ""
	host.Spec.HostNetwork = true
	pods := podsOf([]*core.Pod{&finished, &starting, &host, &running}, "lab")
	if len(pods) != 1 || pods[0].Address != "10.0.0.9" || !pods[0].Local {
		t.Errorf("got %+v", pods)
	}
}
