package io.github.ecstaskretry.core.policy;

import java.util.List;

/**
 * The awsvpc configuration of a re-run, which task events do not contain in full (Amazon ECS API reference, {@code
 * AwsVpcConfiguration}).
 *
 * @param subnets 1 to 16
 * @param securityGroups at most 5; empty: the VPC's default group, as in RunTask
 * @param assignPublicIp whether the network interface gets a public address
 */
public record Network(List<String> subnets, List<String> securityGroups, boolean assignPublicIp) {
    public Network {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}
