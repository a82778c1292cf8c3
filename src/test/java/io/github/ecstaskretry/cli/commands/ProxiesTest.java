package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.testkit.standin.CallersEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's proxies: what the variables of the AWS CLI are in the JDK's properties. */
class ProxiesTest {

    /** Such as {@code HTTPS_PROXY=proxy NO_PROXY=.internal}. */
    private static Map<String, String> variables(String text) {
        return Arrays.stream(text.split(" ", -1))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static Run told(Map<String, String> variables) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                "-euc",
                ". .mvn/proxies.sh; java=(); add_proxies; [ ${#java[@]} -eq 0 ] || printf '%s\\n' \"${java[@]}\"");
        CallersEnvironment.forget(builder.environment());
        builder.environment().putAll(variables);
        Process bash = builder.start();
        try {
            String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Run(bash.exitValue(), out, err);
        } finally {
            bash.destroy();
        }
    }

    private static String property(Run run, String name) {
        return run.lines().stream()
                .filter(line -> line.startsWith("-D" + name + "="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .collect(Collectors.joining(" and "));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY=http://proxy.example:3128, proxy.example, 3128",
        "https_proxy=HTTP://proxy.example:3128/, proxy.example, 3128",
        "https_proxy=proxy.example:3128, proxy.example, 3128",
        "https_proxy=192.0.2.7, 192.0.2.7, 80",
        "https_proxy=http://proxy.example, proxy.example, 80",
        "https_proxy=http://proxy.example:, proxy.example, 80",
        "https_proxy=http://[2001:db8::7]:3128, 2001:db8::7, 3128",
        "https_proxy=[2001:db8::7], 2001:db8::7, 80",
        "https_proxy=first:1 HTTPS_PROXY=second:2, first, 1"
    })
    void anAddressIsAHostAndAPort(String variables, String host, String port) throws Exception {
        Run run = told(variables(variables));

        assertThat(run.err()).isEmpty();
        assertThat(property(run, "https.proxyHost")).isEqualTo(host);
        assertThat(property(run, "https.proxyPort")).isEqualTo(port);
        assertThat(run.out()).doesNotContain("-Dhttp.proxyHost");
    }

    @Test
    void eachSchemeHasItsOwn() throws Exception {
        Run run = told(variables("HTTPS_PROXY=secure:1 HTTP_PROXY=plain:2"));

        assertThat(property(run, "https.proxyHost")).isEqualTo("secure");
        assertThat(property(run, "http.proxyHost")).isEqualTo("plain");
        assertThat(property(run, "http.proxyPort")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_PROXY=.internal", "HTTPS_PROXY=", "https_proxy= HTTPS_PROXY=proxy:1"})
    void withoutAProxyNothingIsSet(String variables) throws Exception {
        assertThat(told(variables(variables))).isEqualTo(new Run(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; ''",
                "internal.example; |internal.example|*.internal.example",
                ".internal.example; |internal.example|*.internal.example",
                "*.internal.example; |internal.example|*.internal.example",
                "a, .b,,c ; |a|*.a|b|*.b|c|*.c",
                "a:8080; |a|*.a",
                "10.1.2.3; |10.1.2.3|*.10.1.2.3",
                "fd00::7; |[fd00::7]|*.[fd00::7]",
                "[fd00::7]:443; |[fd00::7]|*.[fd00::7]",
                "*; |*"
            })
    void whatIsNotProxiedIsANameAndWhatIsBelowItAndAlwaysThisMachine(String names, String more) throws Exception {
        assertThat(property(told(Map.of("HTTPS_PROXY", "proxy:3128", "NO_PROXY", names)), "http.nonProxyHosts"))
                .isEqualTo("localhost|127.*|[::1]|0.0.0.0" + more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve:s3cr:t", "eve:s3cr@t", "eve:s3cr/t", "eve"})
    void userAndPasswordCannotBeUsedWhichIsSaidWithoutThem(String user) throws Exception {
        Run run = told(variables("https_proxy=http://" + user + "@proxy.example:3128/"));

        assertThat(property(run, "https.proxyHost")).isEqualTo("proxy.example");
        assertThat(property(run, "https.proxyPort")).isEqualTo("3128");
        assertThat(run.err().lines()).singleElement().asString().startsWith("ecs-retry: HTTPS_PROXY: Java cannot");
        assertThat(run.out() + run.err()).doesNotContain("eve", "s3cr");
    }

    @Test
    void aProxyOfAnotherKindIsLeftOutWhichIsSaid() throws Exception {
        Run run = told(variables("https_proxy=socks5://proxy.example:1080"));

        assertThat(run.err().lines()).singleElement().asString().contains("HTTPS_PROXY", "only http://");
        assertThat(run.out()).doesNotContain("proxyHost");
    }
}
