package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
)

var layout = Layout{Table: "netpol_test", Bridge: "test0", PodCIDR: "10.0.0.0/24"}

func TestTheSameWorldGivesTheSameText(t *testing.T) {
	if layout.Render(Compile(world(denyAll))) != layout.Render(Compile(world(denyAll))) {
		t.Error("two renderings of one world differ")
	}
}

func TestTheTableIsReplacedInOneTransaction(t *testing.T) {
	text := layout.Render(Compile(world(denyAll)))
	wanted := "add table inet netpol_test\ndelete table inet netpol_test\ntable inet netpol_test {\n"
	if !strings.HasPrefix(text, wanted) {
		t.Errorf("the ruleset starts with\n%.200s", text)
	}
}

func TestAGuardedPodEndsInADrop(t *testing.T) {
	text := layout.Render(Compile(world(denyAll)))
	for _, wanted := range []string{
		"chain ingress_10_0_0_4 {\n    counter drop\n  }",
		"10.0.0.4 : jump ingress_10_0_0_4",
		"10.0.0.4 : jump egress_10_0_0_4",
	} {
		if !strings.Contains(text, wanted) {
			t.Errorf("missing %q in\n%s", wanted, text)
		}
	}
}

func TestNftAcceptsWhatIsRendered(t *testing.T) {
	if _, err := exec.LookPath("nft"); err != nil || os.Geteuid() != 0 {
		t.Skip("needs nft and root: the kernel itself checks the rules")
	}
	text := layout.Render(Compile(world(denyAll, `
metadata: {name: all-kinds, namespace: shop-a}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - {}
    - from: [{namespaceSelector: {}}, {ipBlock: {cidr: 192.168.0.0/16, except: [192.168.1.0/24]}}]
      ports: [{port: http}, {port: 1, endPort: 9}, {protocol: SCTP}, {port: 53, protocol: UDP}]
  egress:
    - to: [{podSelector: {}}]
      ports: [{port: mysql}]`)))
	if err := nft(context.Background(), text, "--check", "-f", "-"); err != nil {
		t.Error(err)
	}
}
