using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Local.S3;

/// <summary>Writes S3's XML answers.</summary>
internal static class S3Xml
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static async Task WriteAsync(HttpContext context, XElement content)
    {
        context.Response.ContentType = "application/xml";
        var buffer = new MemoryStream();

        // Keys may hold characters that XML has no way to write: S3 writes them all the same, unless asked to encode them.
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false, Async = true };
        await using (var writer = XmlWriter.Create(buffer, settings))
            content.Save(writer);
        context.Response.ContentLength = buffer.Length;
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }
}
