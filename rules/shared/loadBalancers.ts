import type { ResourceView } from "../../engine/kubernetes/resource";

/**
 * Annotations by which a Service asks for a load balancer that is reached from the private network only, with the values
 * that do (documentation and code of the cloud controller managers, 2025).
 */
const internalAnnotations: Readonly<Record<string, RegExp>> = {
  // The in-tree provider takes everything but "false" for yes.
  "service.beta.kubernetes.io/aws-load-balancer-internal": /^(?!false$)./,
  "service.beta.kubernetes.io/aws-load-balancer-scheme": /^internal$/,
  "service.beta.kubernetes.io/azure-load-balancer-internal": /^true$/i,
  "networking.gke.io/load-balancer-type": /^internal$/i,
  "cloud.google.com/load-balancer-type": /^internal$/i,
  "service.beta.kubernetes.io/oci-load-balancer-internal": /^true$/i,
  "oci-network-load-balancer.oraclecloud.com/internal": /^true$/i,
  "service.beta.kubernetes.io/openstack-internal-load-balancer": /^true$/i,
  "service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type": /^private$/i,
  "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": /^intranet$/i,
  "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid": /./,
  "service.beta.kubernetes.io/cce-load-balancer-internal-vpc": /^true$/i,
  "service.beta.kubernetes.io/do-loadbalancer-network": /^internal$/i,
  "load-balancer.hetzner.cloud/disable-public-network": /^true$/i,
};

/** True where the load balancer of a Service gets an address of the private network, or that is decided later. */
export function isInternalLoadBalancer({ root, metadata }: ResourceView): boolean {
  const annotations = metadata.at("annotations");
  for (const [name, internal] of Object.entries(internalAnnotations)) {
    const at = annotations.at(name);
    if (at.undecided || internal.test(at.text() ?? "")) return true;
  }
  const loadBalancerClass = root.at("spec", "loadBalancerClass").string();
  if (loadBalancerClass === "tailscale") return true;
  // The AWS Load Balancer Controller makes internal ones unless it is told otherwise (since 2.2).
  const ofAws = /^(?:external|nlb-ip)$/.test(
    annotations.at("service.beta.kubernetes.io/aws-load-balancer-type").text() ?? "",
  );
  return (
    (ofAws || loadBalancerClass === "service.k8s.aws/nlb") &&
    !annotations.at("service.beta.kubernetes.io/aws-load-balancer-scheme").present
  );
}

const everyone = /^(?:0{1,3}\.0{1,3}\.0{1,3}\.0{1,3}|[0:]{0,40}::|(?:0{1,4}:){7}0{1,4})\/0+$/;

/** True for a range that every address lies in. */
export function isEveryAddress(range: string): boolean {
  return everyone.test(range.trim());
}
