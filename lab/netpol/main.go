// Command netpol enforces NetworkPolicy for the pods of one node behind a bridge.
//
// It watches pods, namespaces and policies, compiles them into one nftables table and replaces that table in one
// transaction. SIGTERM ends the process and leaves the rules: enforcement does not depend on this program being up.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	log.SetFlags(log.LstdFlags | log.Lmicroseconds)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx); err != nil {
		log.Print(err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	kubeconfig := flag.String("kubeconfig", "", "kubeconfig with the right to list and watch pods, namespaces, policies")
	node := flag.String("node", "", "name of the node whose pods are guarded")
	layout := Layout{}
	flag.StringVar(&layout.Table, "table", "netpol", "name of the nftables table, which belongs to this program alone")
	flag.StringVar(&layout.Bridge, "bridge", "", "the bridge that the pods are plugged into")
	flag.StringVar(&layout.PodCIDR, "pod-cidr", "", "IPv4 range of this node's pods")
	cleanup := flag.Bool("cleanup", false, "remove the table and exit")
	flag.Parse()

	table := Nft{Table: layout.Table}
	if *cleanup {
		return table.Delete(ctx)
	}
	if *node == "" || layout.Bridge == "" || layout.PodCIDR == "" {
		return fmt.Errorf("--node, --bridge and --pod-cidr are needed; they are %q, %q and %q",
			*node, layout.Bridge, layout.PodCIDR)
	}
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		return fmt.Errorf("cannot read the kubeconfig %s: %w", *kubeconfig, err)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("cannot use the kubeconfig %s: %w", *kubeconfig, err)
	}
	return enforce(ctx, NewWatch(client, *node), layout, table)
}
