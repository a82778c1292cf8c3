package io.github.ecstaskretry.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/** Which proxy an address gets. {@code ProxyTest} connects. */
class EnvironmentProxiesTest {

    private static final String AWS = "https://sqs.eu-west-1.amazonaws.com/";

    @AfterEach
    void forget() {
        SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
    }

    /** Such as {@code HTTPS_PROXY=http://proxy:80 NO_PROXY=.internal}. */
    private static void set(String variables) {
        Arrays.stream(variables.split(" ", -1))
                .map(variable -> variable.split("=", 2))
                .forEach(parts -> SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(parts[0], parts[1]));
    }

    private static Proxy select(String address) {
        return new EnvironmentProxies().select(URI.create(address)).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY=http://proxy.example:3128, proxy.example, 3128",
        "https_proxy=HTTP://proxy.example:3128/, proxy.example, 3128",
        "https_proxy=http://proxy.example, proxy.example, 80",
        "https_proxy=http://proxy.example:, proxy.example, 80",
        "https_proxy=http://192.0.2.7, 192.0.2.7, 80",
        "https_proxy=http://[2001:db8::7]:3128, '[2001:db8::7]', 3128",
        "https_proxy=http://first:1 HTTPS_PROXY=http://second:2, first, 1",
        "https_proxy=http://ann:s3cr:t@proxy.example:3128/, proxy.example, 3128",
        "https_proxy=http://ann:s3cr%40t@proxy.example:3128/, proxy.example, 3128"
    })
    void readsHostAndPort(String variables, String host, int port) {
        set(variables);

        assertThat(select(AWS).address()).isEqualTo(InetSocketAddress.createUnresolved(host, port));
        assertThat(select("http://example.com/")).isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void hasAProxyForEachScheme() {
        set("HTTPS_PROXY=http://secure:1 HTTP_PROXY=http://plain:2");

        assertThat(select(AWS).address()).isEqualTo(InetSocketAddress.createUnresolved("secure", 1));
        assertThat(select("http://example.com/").address()).isEqualTo(InetSocketAddress.createUnresolved("plain", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_PROXY=.internal", "HTTPS_PROXY=", "https_proxy= HTTPS_PROXY=http://proxy:1"})
    void usesNoProxyIfNoVariableIsSet(String variables) {
        set(variables);

        assertThat(select(AWS)).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "internal.example; internal.example; other.example",
                "internal.example; sqs.internal.example; notinternal.example",
                ".internal.example; internal.example; other.example",
                ".internal.example; sqs.internal.example; notinternal.example",
                "*.internal.example; sqs.internal.example; notinternal.example",
                "a, .b,,c ; x.c; d",
                "A:8080; a; b",
                "10.1.2.3; 10.1.2.3; 10.1.2.4",
                "''; localhost; example.com",
                "''; 127.0.0.1; 128.0.0.1",
                "''; [::1]; [::2]"
            })
    void bypassesTheProxyForNoProxyAndThisMachine(String names, String direct, String proxied) {
        set("HTTPS_PROXY=http://proxy:3128 NO_PROXY=" + names.replace(" ", "\t"));

        assertThat(select("https://" + direct + "/")).isEqualTo(Proxy.NO_PROXY);
        assertThat(select("https://" + proxied + "/").address())
                .isEqualTo(InetSocketAddress.createUnresolved("proxy", 3128));
    }

    @Test
    void bypassesTheProxyForEveryHost() {
        set("HTTPS_PROXY=http://proxy:3128 NO_PROXY=*");

        assertThat(select(AWS)).isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void takesAnAddressWithoutASchemeAsTheAwsCliDoes() {
        set("HTTPS_PROXY=ann:s3cret@proxy:3128");

        assertThat(select(AWS).address()).isEqualTo(InetSocketAddress.createUnresolved("proxy", 3128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://ann:s3cret@proxy.example:1080", "http://ann:s3cret@", "http://"})
    void refusesAnInvalidAddressAndKeepsItsPasswordSecret(String address) {
        set("https_proxy=" + address);

        assertThatThrownBy(EnvironmentProxies::use)
                .isInstanceOf(SdkClientException.class)
                .hasMessageStartingWith("HTTPS_PROXY is not the address of a proxy. Write it like http://")
                .message()
                .doesNotContain("ann", "s3cret");
    }
}
