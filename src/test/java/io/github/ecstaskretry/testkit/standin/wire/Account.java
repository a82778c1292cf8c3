package io.github.ecstaskretry.testkit.standin.wire;

/**
 * The account and Region that the stand-ins pretend to be.
 *
 * @param region such as {@code eu-west-1}
 * @param id twelve digits
 */
public record Account(String region, String id) {

    /** The account of AWS's own documentation examples. */
    public static final Account EXAMPLE = new Account("eu-west-1", "111122223333");

    /** Such as {@code arn:aws:ecs:eu-west-1:111122223333:cluster/prod}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }
}
