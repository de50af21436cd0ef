package dev.signet.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of {@code access.rules} means. */
class AccessRuleTest {

    private static RequestPath path(String decoded) {
        return new RequestPath("/app" + decoded, 4, true, null);
    }

    @ParameterizedTest
    @CsvSource({
        // pattern, path, matched by permit, matched by deny
        "/a,      /a,      true,  true",
        "/a,      /a/,     false, true",
        "/a,      /a/b,    false, false",
        "/a,      /ab,     false, false",
        "/a,      /A,      false, false",
        "/a,      /,       false, false",
        "/a/,     /a/,     true,  true",
        "/a/,     /a,      false, false",
        "/a/*,    /a/b,    true,  true",
        "/a/*,    /a/b/,   false, true",
        "/a/*,    /a/b/c,  false, false",
        "/a/*,    /a/,     false, false",
        "/a/*,    /a,      false, false",
        "/a/**,   /a,      true,  true",
        "/a/**,   /a/,     true,  true",
        "/a/**,   /a/b/c/, true,  true",
        "/a/**,   /ab,     false, false",
        "/a/**,   /aa/b,   false, false",
        "/**,     /,       true,  true",
        "/**,     /a/b,    true,  true",
        "/*,      /a,      true,  true",
        "/*,      /a/,     false, true",
        "/*,      /,       false, false",
        "/*,      /a/b,    false, false",
        "/,       /,       true,  true",
        "/,       /a,      false, false",
        "/a.do,   /a.do,   true,  true",
        "/a.do,   /a.do/,  false, true",
        "/a.do,   /axdo,   false, false",
        "/管理/**, /管理/甲, true,  true",
        "/a b,    /a b,    true,  true",
    })
    void matchesWhenPatternAndPathThen(String pattern, String path, boolean permitted, boolean denied) {
        if (!pattern.contains(" ")) {
            assertEquals(permitted, AccessRule.parse("* " + pattern + " permit").matches("GET", path(path)));
            assertEquals(
                    permitted, AccessRule.parse("* " + pattern + " optional").matches("GET", path(path)));
            for (String strong : List.of("deny", "authenticated", "role a", "scope a")) {
                assertEquals(
                        denied, AccessRule.parse("* " + pattern + " " + strong).matches("GET", path(path)));
            }
        }
        assertEquals(permitted, PathPattern.parse(pattern).matches("/app" + path, 4));
        assertEquals(denied, PathPattern.parse(pattern).protects("/app" + path, 4));
    }

    @Test
    void matchesWhenRawPathSpellsAnotherThenOnlyStrongRules() {
        RequestPath other = new RequestPath("/a", 0, false, "/b");
        assertEquals(false, AccessRule.parse("* /a permit").matches("GET", other));
        assertEquals(false, AccessRule.parse("* /** optional").matches("GET", other));
        assertEquals(true, AccessRule.parse("* /a deny").matches("GET", other));
    }

    @ParameterizedTest
    @CsvSource({
        "*,          GET,     true",
        "*,          BREW,    true",
        "GET,        GET,     true",
        "GET,        HEAD,    true",
        "GET,        POST,    false",
        "GET,        get,     false",
        "HEAD,       GET,     false",
        "'POST,GET', HEAD,    true",
        "'POST,PUT', PUT,     true",
        "'POST,PUT', PUTS,    false",
        "M-SEARCH,   M-SEARCH, true",
    })
    void matchesWhenMethodThen(String methods, String method, boolean matched) {
        assertEquals(matched, AccessRule.parse(methods + " /a permit").matches(method, path("/a")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a,                 'a rule is: methods, path pattern, requirement'",
        "GET permit /a,          'a pattern starts with /'",
        "get /a permit,          'methods are * or upper-case names'",
        "'GET, POST /a permit',  'methods are * or upper-case names'",
        "GET;POST /a permit,     'methods are * or upper-case names'",
        "* a permit,             'a pattern starts with /'",
        "* https://x/a permit,   'a pattern starts with /'",
        "* /a* permit,           'without *'",
        "* /a/**/b permit,       'without *'",
        "* /*.do permit,         'without *'",
        "* /*** permit,          'without *'",
        "* /a/{id} permit,       'without {'",
        "* /a? permit,           'without ?'",
        "* /a;v=1 permit,        'without ;'",
        "* /%61 permit,          'without %'",
        "* /a\\b permit,         'without \\'",
        "* //a permit,           'without //'",
        "* /a//b permit,         'without //'",
        "* /a//** permit,        'no request has such a path'",
        "* //** permit,          'no request has such a path'",
        "* /a/../b permit,       'no request has such a path'",
        "* /. permit,            'no request has such a path'",
        "* /a/..  deny,          'no request has such a path'",
        "* /a PUBLIC,            'a requirement is permit, optional, authenticated, scope a,b, role a,b or deny'",
        "* /a anonymous,         'a requirement is permit'",
        "* /a Permit,            'a requirement is permit'",
        "* /a role,              'role needs names, like: role a,b'",
        "* /a scope,             'scope needs names, like: scope a,b'",
        "* /a permit all,        'nothing may follow permit'",
        "* /a deny # nobody,     'nothing may follow deny'",
        "* /a role a b,          'scope and role names are separated by single commas'",
        "'* /a role a,,b',       'scope and role names are separated by single commas'",
    })
    void parseWhenNotARuleThenSaysWhatIsAllowed(String line, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> AccessRule.parse(line))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* /a permit",
                "GET,HEAD /a/* optional",
                "POST,PUT /a/** authenticated",
                "* / deny",
                "* /** role a,b",
                "DELETE /a/ scope orders:write,orders:all"
            })
    void toStringWhenParsedAgainThenTheSame(String line) {
        assertEquals(line, AccessRule.parse(line).toString());
    }

    @ParameterizedTest
    @CsvSource({
        // rules from first to last, which ones shadow the last
        "'* /** permit; GET /a deny',                                         '* /** permit'",
        "'GET /a permit; GET /a permit',                                      'GET,HEAD /a permit'",
        "'GET /a permit; GET /a deny',                                        'GET,HEAD /a permit'",
        "'GET /a permit; HEAD /a deny',                                       'GET,HEAD /a permit'",
        "'* /a/** role x; * /a deny',                                         '* /a/** role x'",
        "'* /a/** role x; * /a/ deny',                                        '* /a/** role x'",
        "'* /a/** role x; POST /a/b/* deny',                                  '* /a/** role x'",
        "'* /a/* role x; POST /a/b deny',                                     '* /a/* role x'",
        "'GET /a/** permit; POST /a/** permit; GET,POST /a/b deny',           'GET,HEAD /a/** permit; POST /a/** permit'",
        "'GET /a permit; * /a deny',                                          ''",
        "'GET /a permit; GET,POST /a deny',                                   ''",
        "'* /a/* role x; * /a deny',                                          ''",
        "'* /a/* role x; * /a/b/c deny',                                      ''",
        "'* /a/** role x; * /ab deny',                                        ''",
        "'* /a role x; * /a/** deny',                                         ''",
        "'* /a/b role x; * /a/* deny',                                        ''",
        "'HEAD /a permit; GET /a deny',                                       ''",
    })
    void shadowedByWhenEarlierRulesMatchEverythingThenThose(String rules, String shadowing) {
        List<AccessRule> all =
                Arrays.stream(rules.split("; ", -1)).map(AccessRule::parse).toList();
        List<AccessRule> found = all.get(all.size() - 1).shadowedBy(all.subList(0, all.size() - 1));
        assertEquals(
                shadowing,
                String.join("; ", found.stream().map(AccessRule::toString).toList()));
    }
}
