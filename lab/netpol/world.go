package main

import (
	"cmp"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// World is what the rules depend on: a snapshot of pods with an address, of namespace labels and of policies.
type World struct {
	Pods       []Pod
	Namespaces map[string]labels.Set
	Policies   []*networking.NetworkPolicy
}

// Pod is a pod that owns an address. Only a local pod is guarded; any pod can be a peer.
type Pod struct {
	Namespace string
	Name      string
	Address   string
	Local     bool
	Labels    labels.Set
	Ports     map[NamedPort]int32
}

// NamedPort identifies a container port by what a policy calls it.
type NamedPort struct {
	Protocol core.Protocol
	Name     string
}

// podsOf keeps the pods that have an address of their own, in a stable order. A finished pod has given its address
// back; a pod in the host's network has none.
func podsOf(objects []*core.Pod, node string) []Pod {
	pods := make([]Pod, 0, len(objects))
	for _, object := range objects {
		finished := object.Status.Phase == core.PodSucceeded || object.Status.Phase == core.PodFailed
		if object.Status.PodIP == "" || object.Spec.HostNetwork || finished {
			continue
		}
		pods = append(pods, Pod{
			Namespace: object.Namespace,
			Name:      object.Name,
			Address:   object.Status.PodIP,
			Local:     object.Spec.NodeName == node,
			Labels:    object.Labels,
			Ports:     namedPorts(object),
		})
	}
	slices.SortFunc(pods, func(a, b Pod) int {
		return cmp.Or(strings.Compare(a.Namespace, b.Namespace), strings.Compare(a.Name, b.Name))
	})
	return pods
}

func namedPorts(pod *core.Pod) map[NamedPort]int32 {
	ports := map[NamedPort]int32{}
	for _, container := range pod.Spec.Containers {
		for _, port := range container.Ports {
			if port.Name != "" {
				ports[NamedPort{cmp.Or(port.Protocol, core.ProtocolTCP), port.Name}] = port.ContainerPort
			}
		}
	}
	return ports
}
